#compdef tutor
# Completion for zsh. `tutor` itself says what could follow; a first line says which kind of file could, too.
_tutor() {
    local -a lines ended open
    local program=${(Q)words[1]} kind line entry
    (( $+commands[$program] )) || [[ -x $program ]] || program=tutor
    lines=("${(@f)$($program completion zsh -- "${(@Q)words[1,CURRENT]}" 2>/dev/null)}")
    kind=$lines[1]
    for line in "${(@)lines[2,-1]}"; do
        entry="${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}"
        # More follows an address that ends in a slash.
        if [[ ${line%%$'\t'*} == */ ]]; then open+=("$entry"); else ended+=("$entry"); fi
    done
    (( $#ended )) && _describe tutor ended
    (( $#open )) && _describe tutor open -S ''
    [[ $kind == files ]] && _files
    [[ $kind == folders ]] && _files -/
    return 0
}
if [[ ${funcstack[1]} == _tutor ]]; then _tutor "$@"; else compdef _tutor tutor; fi
