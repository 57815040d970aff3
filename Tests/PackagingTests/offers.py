#!/usr/bin/env python3
"""Asks a shell what it offers for the end of a line, as a person who presses TAB would see it: offers.py SHELL FOLDER LINE WORD…

FOLDER has the completion scripts. Each WORD must be offered; what was seen instead is printed. The command must be on the path.
"""

import os
import pty
import select
import subprocess
import sys
import tempfile
import time

BASH = r"""
source "$1/kalends.bash"
COMP_LINE=$2 COMP_POINT=${#2}
read -ra COMP_WORDS <<<"$2"
[[ $2 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
function=$(complete -p kalends) function=${function#*-F } function=${function%% *}
"$function" kalends "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"""

ZSH = r"""
zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner "PS1=; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w inner 'compadd() { local -a found; builtin compadd -O found "$@"; (( $#found )) && print -rl -- $found; builtin compadd "$@" }'
zpty -w inner 'list-them() { _main_complete; print -r -- "<DO""NE>" }; zle -C listing list-choices list-them'
zpty -w inner 'bindkey "^X^L" listing; print REA""DY'
zpty -r inner out '*READY*'
zpty -n -w inner "$2"$'\C-x\C-l'
zpty -r inner out '*<DONE>*'
print -r -- "${out##*READY}"
"""


def fish(folder: str, line: str, words: list[str]) -> str:
    """What a terminal shows; fish tells where the cursor is only to completions that are asked for in one."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm"
        os.execvp("fish", ["fish", "--no-config", "-i"])

    def shown(seconds: float, enough) -> str:
        text, end = b"", time.monotonic() + seconds
        while time.monotonic() < end and not enough(text.decode(errors="replace")):
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    text += os.read(terminal, 65536)
                except OSError:
                    break
        return text.decode(errors="replace")

    shown(20, lambda text: ">" in text or "#" in text or "~" in text)
    # The first quote of a string is not the word that is looked for.
    os.write(terminal, f"source {folder}/kalends.fish; echo REA''DY\r".encode())
    shown(20, lambda text: "READY" in text)
    shown(0.5, lambda text: False)
    os.write(terminal, line.encode() + b"\t")
    seen = shown(20, lambda text: all(text.count(word) > 0 for word in words))
    os.close(terminal)
    os.waitpid(child, 0)
    return seen


def main() -> None:
    shell, folder, line, *words = sys.argv[1:]
    if shell == "fish":
        # It writes down what was completed.
        with tempfile.TemporaryDirectory() as home:
            os.environ.update(HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home)
            seen = fish(folder, line, words)
    else:
        command = ["bash", "-c", BASH, "bash"] if shell == "bash" else ["zsh", "-f", "-c", ZSH, "zsh"]
        seen = subprocess.run([*command, folder, line], capture_output=True, text=True, timeout=60).stdout
    missing = [word for word in words if word not in seen]
    if missing:
        sys.exit(f"{shell} does not offer {', '.join(missing)} for {line!r} but {seen[-800:]!r}")


if __name__ == "__main__":
    main()
