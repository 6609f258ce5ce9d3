# fish completion of jimg-tui. Put this into ~/.config/fish/completions/jimg-tui.fish

function __jimg_tui_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l answer (command $words[1] __complete $words[2..-1] "$current" 2>/dev/null)
    test (count $answer) -gt 0; or return
    set -l kind $answer[-1]
    if test (count $answer) -gt 1
        printf '%s\n' $answer[1..-2]
    end
    switch $kind
        case :files
            __fish_complete_path "$current"
        case :directories
            __fish_complete_directories "$current"
    end
end

complete -c jimg-tui -f -a '(__jimg_tui_complete)'
