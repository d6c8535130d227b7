# shellcheck shell=bash
# Long work with progress: what runs, for how long, and how long it took last time.

readonly HEARTBEAT_SECONDS=30

say() { printf '%s\n' "$*" >&"${PROGRESS:-1}"; }

# step <what> <command...>: the command's output goes to $LOG. On a failure its last lines are
# shown and the shell ends. The command runs in its own process group, which an interrupt ends as a whole.
step() {
  local what=$1 last='' started=$SECONDS status=0 child heart record
  shift
  record=$CACHE/durations/$(printf '%s' "$what" | tr -c 'A-Za-z0-9.' '-')
  [[ -e $record ]] && last=$(<"$record")
  say "$what${last:+ (last time $last s)}"
  printf '\n== %s: %s\n' "$(date -u +%H:%M:%S)" "$what" >>"$LOG"
  set -m
  "$@" </dev/null >>"$LOG" 2>&1 &
  child=$!
  heartbeat "$what" "$last" &
  heart=$!
  set +m
  # shellcheck disable=SC2064 # the two numbers are those of now
  trap "kill -TERM -- -$child -$heart 2>/dev/null; exit 130" INT TERM
  wait "$child" || status=$?
  trap - INT TERM
  kill -TERM -- "-$heart" 2>/dev/null
  wait "$heart" 2>/dev/null || true
  if [[ $status -ne 0 ]]; then
    say "failed: $what (exit code $status), its last lines:"
    tail -n 15 "$LOG" | sed 's/^/    /' >&"${PROGRESS:-1}"
    say "whole log: $LOG"
    say "cure: mend the cause named above and run the same command again; it goes on where it stopped"
    exit 1
  fi
  mkdir -p "$CACHE/durations"
  echo $((SECONDS - started)) >"$record"
}

heartbeat() {
  local never started=$SECONDS
  exec {never}<> <(:)
  while true; do
    # Reading what never comes: a sleep would outlive this shell.
    read -rt "$HEARTBEAT_SECONDS" -u "$never" || true
    say "    ... $1: $((SECONDS - started)) s${2:+ of about $2 s}"
  done
}
