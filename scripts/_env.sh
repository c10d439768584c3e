# shellcheck shell=bash
# Makes the virtual environments that the scripts here run in. Sourced, never run.
#
# An environment has a stamp: its folder and its Python, then a digest of what pyproject.toml says about installing and
# of the extras. One whose stamp fits is used as it is, without asking pip; one in the right folder but out
# of date is brought up to date. While one is being worked on it also carries a mark, so that one whose making was
# interrupted is known, thrown away and made again.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
unset PYTHONHOME PYTHONPATH
# What is installed is compiled when it is first imported, which is sooner done than compiling all of it; so it must be kept.
unset PYTHONDONTWRITEBYTECODE

say() { printf '%s\n' "$*" >&2; }

# help_if_asked "$@": with -h or --help as the first argument, prints the comment at the top of the script, and exits.
help_if_asked() {
    [[ ${1-} == -h || ${1-} == --help ]] || return 0
    awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"
    exit 0
}

# need_env NAME EXTRAS TIME [lowest]: makes sure that the folder NAME in the repository is an environment with logtools
# installed from here, editable, with EXTRAS ("" or "[a,b]"), which takes about TIME the first time; sets `bin` to its
# programs. With `lowest`, every dependency has the lowest version that pyproject.toml allows.
need_env() {
    local name=$1 extras=$2 takes=$3 started=$SECONDS kept=yes constraints=
    local env=$root/$name
    local stamp=$env/logtools-stamp unfinished=$env/logtools-unfinished log=$env/logtools-install.log
    bin=$env/bin
    if [[ ! -e $unfinished && -s $stamp && $(cat -- "$stamp") == "$(stamp_of "$bin/python" "$extras")" ]]; then
        return
    fi
    if can_be_updated; then
        : >"$unfinished"
    else
        kept=no
        make_env
    fi
    if [[ ${4-} == lowest ]]; then
        constraints=$env/logtools-constraints.txt
        "$bin/python" "$root/scripts/lowest.py" >"$constraints"
    fi
    say "Installing logtools$extras into $name: $takes the first time ..."
    if ! "$bin/python" -m pip install --no-input --no-compile ${constraints:+--constraint "$constraints"} \
        --editable "$root$extras" >"$log" 2>&1 </dev/null; then
        # pip changes nothing before it has all it needs: without a network, say, an old environment is as good as before.
        [[ $kept == no ]] || rm -f -- "$unfinished"
        tail -n 25 -- "$log" >&2
        say "The installation failed; the output of pip is in $name/${log##*/}."
        return 1
    fi
    stamp_of "$bin/python" "$extras" >"$stamp"
    rm -f -- "$unfinished"
    say "Installed after $((SECONDS - started)) s."
}

# What the stamp of an environment should say, or nothing where its Python does not run.
stamp_of() {
    "$1" - "$root" "$2" <<'PYTHON' 2>/dev/null || true
import hashlib, json, pathlib, sys, tomllib
root, extras = sys.argv[1:]
print(root, "Python", ".".join(map(str, sys.version_info[:3])))
config = tomllib.loads(pathlib.Path(root, "pyproject.toml").read_text("utf-8"))
relevant = [extras, config.get("build-system"), config.get("project"), config.get("tool", {}).get("hatch")]
print(hashlib.sha256(json.dumps(relevant).encode()).hexdigest())
PYTHON
}

# Whether the environment is a finished one of this place and Python, or a working one that somebody made by hand.
can_be_updated() {
    [[ ! -e $unfinished ]] || return 1
    if [[ -e $stamp ]]; then
        [[ $(head -n 1 -- "$stamp") == "$(stamp_of "$bin/python" "$extras" | head -n 1)" ]]
    else
        "$bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
    fi
}

make_env() {
    local python
    python=$(find_python)
    say "Making the environment $name with $("$python" --version) ..."
    rm -rf -- "$env"
    mkdir -- "$env"
    : >"$unfinished"
    "$python" -m venv "$env" >&2 </dev/null
}

# Prints the first Python of the PATH that can do the job; PYTHON=... comes before all of them.
find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.11 python3.12 python3.13 python3.14 python; do
        if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v -- "$candidate"
            return
        fi
    done
    say "logtools needs Python 3.11 or newer, with its venv and ensurepip modules; there is none on the PATH."
    say "Install one (Debian and Ubuntu: apt install python3 python3-venv), or set PYTHON to the interpreter to use."
    return 1
}
