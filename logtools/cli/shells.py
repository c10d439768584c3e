"""Connect the completions with bash, zsh and fish.

click's own scripts fail with words that contain `=`, `:` or a comma: bash splits a word at `=` and `:`, zsh replaces
`--metric=val` as a whole, and the script for fish cuts `seed,lr` at the comma. The scripts here pass the command line
to the program, which prints one completion per line: its type, a comma, and the text that replaces the current word.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

if TYPE_CHECKING:
    # generic since click 8.4
    _Item = CompletionItem[str]
else:
    _Item = CompletionItem

__all__ = ["register"]

#: Type of a completion without a space after it, because more has to follow; `plain` and `dir` are click's.
_PART: Final = "part"
#: Marks the cursor in a command line.
_CURSOR: Final = "\x00"
#: What bash treats specially outside of quotes.
_SPECIAL = re.compile(r"([^\w@%+=:,./-])")

_BASH = """\
%(complete_func)s() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            dir,*) compopt -o dirnames ;;
            file,*) compopt -o default ;;
            part,*) compopt -o nospace; COMPREPLY+=("${line#*,}") ;;
            *) COMPREPLY+=("${line#*,}") ;;
        esac
    done < <(env COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_CWORD="$2" %(complete_var)s=bash_complete "$1")
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_ZSH = """\
#compdef %(prog_name)s
%(complete_func)s() {
    local line
    local -a plain partial described
    (( $+commands[%(prog_name)s] )) || return 1
    for line in "${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \
%(complete_var)s=zsh_complete %(prog_name)s)}"; do
        case $line in
            dir,*) _path_files -/ ;;
            file,*) _path_files -f ;;
            part,*) partial+=("${line#*,}") ;;
            help,*) described+=("${line#*,}") ;;
            plain,*) plain+=("${line#*,}") ;;
        esac
    done
    (( $#described )) && _describe -V unsorted described -U
    (( $#partial )) && compadd -U -S '' -V unsorted -a partial
    (( $#plain )) && compadd -U -V unsorted -a plain
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

_FISH = """\
function %(complete_func)s
    for line in (env COMP_WORDS=(commandline -cp | string collect) COMP_CWORD=(commandline -ct | string collect) \
%(complete_var)s=fish_complete %(prog_name)s)
        set -l item (string split --max 1 , -- $line)
        switch $item[1]
            case dir
                __fish_complete_directories $item[2]
            case file
                __fish_complete_path $item[2]
            case '*'
                echo $item[2]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments '(%(complete_func)s)'
"""


class _WholeWords(ShellComplete):
    """Completes words up to the cursor, whatever characters they contain."""

    def get_completions(self, args: list[str], incomplete: str) -> list[_Item]:
        """Return the completions of a word; those of `--metric=val` begin with `--metric=`, as the word does."""
        found = super().get_completions(list(args), incomplete)
        option, sign, _ = incomplete.partition("=")
        before = option + sign if sign and option.startswith("--") else ""
        for item in found:
            if item.type == "plain":
                item.type = _PART if item.value.endswith("=") else "plain"
                item.value = before + item.value
        return found

    def format_completion(self, item: _Item) -> str:
        """Return a line for the script."""
        return f"{item.type},{item.value}"


def register() -> None:
    """Let click use the scripts of this module."""
    for shell in (_Bash, _Fish, _Zsh):
        add_completion_class(shell)


def _words(line: str) -> tuple[list[str], str]:
    """Return the words after the name of the program, and the one at the cursor, which ends the line."""
    words = split_arg_string(line + _CURSOR)
    return words[1:-1], words[-1].removesuffix(_CURSOR)


class _Bash(_WholeWords, BashComplete):
    """bash: a completion replaces what follows the last `=` or `:` of a word, or the opening quote."""

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor, and the one at the cursor as the user sees it."""
        return _words(os.environ["COMP_WORDS"])

    def format_completion(self, item: _Item) -> str:
        """Return a line for the script: the part that bash replaces, escaped unless the user has opened a quote."""
        kept, quoted = self._current_word
        item.value = item.value[kept:] if quoted else _SPECIAL.sub(r"\\\1", item.value[kept:])
        return super().format_completion(item)

    @cached_property
    def _current_word(self) -> tuple[int, bool]:
        """Return how many characters of the current word bash keeps, and whether the word is in an open quote."""
        line, replaced = os.environ["COMP_WORDS"], os.environ["COMP_CWORD"]
        _, word = _words(line)
        if not word.endswith(replaced):  # bash leaves escapes and closed quotes in it
            replaced = "".join(split_arg_string(replaced))
        # In an open quote, a space at the cursor does not end the word.
        return len(word) - len(replaced) if word.endswith(replaced) else 0, bool(_words(f"{line} ")[1])


class _Zsh(_WholeWords, ZshComplete):
    """zsh: a completion replaces the word, and zsh escapes it."""

    source_template = _ZSH

    def format_completion(self, item: _Item) -> str:
        """Return a line for the script; a completion with a help text has the type `help`."""
        if item.help and item.type == "plain":
            name = item.value.replace(":", "\\:")
            return f"help,{name}:{' '.join(item.help.split())}"
        return super().format_completion(item)


class _Fish(_WholeWords, FishComplete):
    """fish: a completion replaces the word, and fish escapes it."""

    source_template = _FISH

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor, and the one at the cursor."""
        return _words(os.environ["COMP_WORDS"])

    def format_completion(self, item: _Item) -> str:
        """Return a line for the script, with the help text after a tab."""
        line = super().format_completion(item)
        return f"{line}\t{' '.join(item.help.split())}" if item.help else line
