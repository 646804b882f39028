# Completion for fish. `tutor` itself says what could follow; a first line says which kind of file could, too.
function __tutor_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l program $words[1]
    type -q $program; or set program tutor
    set -l lines ($program completion fish -- $words "$typed" 2>/dev/null)
    set -q lines[1]; or return
    set -q lines[2]; and printf '%s\n' $lines[2..-1]
    switch $lines[1]
        case files
            __fish_complete_path "$typed"
        case folders
            __fish_complete_directories "$typed"
    end
end
complete -c tutor -f -a '(__tutor_complete)'
