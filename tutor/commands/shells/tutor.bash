# Completion for bash. `tutor` itself says what could follow; a first line says which kind of file could, too.
_tutor() {
    local program=$1 word=${COMP_WORDS[COMP_CWORD]} kind= line
    command -v "$program" >/dev/null 2>&1 || program=tutor
    [ "$word" = "=" ] && word=
    COMPREPLY=()
    while IFS= read -r line; do
        if [ -z "$kind" ]; then
            kind=$line
        else
            COMPREPLY+=("${line%%$'\t'*}")
        fi
    done < <("$program" completion bash -- "${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null)
    case $kind in
    files | folders)
        [ "$kind" = files ] && line=-f || line=-d
        type compopt >/dev/null 2>&1 && compopt -o filenames
        while IFS= read -r line; do
            COMPREPLY+=("$line")
        done < <(compgen $line -- "$word")
        ;;
    *)
        # More follows an address that ends in a slash.
        case ${COMPREPLY[0]-} in
        */) type compopt >/dev/null 2>&1 && compopt -o nospace ;;
        esac
        ;;
    esac
}
complete -F _tutor tutor
