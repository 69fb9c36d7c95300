# shellcheck shell=bash
# The way to the service: curl posts the bare operation to the plain-XML door, and a call whose answer was lost is sent again unchanged.

waits=(${TILLBRIDGE_WAITS:-5 15 60 300})
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

: "${TILLBRIDGE_URL:?}" "${TILLBRIDGE_STORE:?}" "${TILLBRIDGE_USER:?}"
if [[ -n ${TILLBRIDGE_PASSWORD_FILE:-} ]]; then TILLBRIDGE_PASSWORD=$(<"$TILLBRIDGE_PASSWORD_FILE"); fi
: "${TILLBRIDGE_PASSWORD:?}"

stop() {   # CODE MESSAGE
  echo "$2" >&2
  [[ $1 != 75 ]] || echo "not finished: the same command goes on later" >&2
  exit "$1"
}

# Makes the call and leaves the answer for text_of and count_of. Waits and repeats where that helps, else ends the program: with 1 if the service
# understood the call and will not do it, with 75 if nobody answered: then the call may have been carried out or not.    call SERVICE OPERATION XML
call() {
  local wait problem status longer
  for wait in "${waits[@]}" ""; do
    # The request, with the password, goes by a pipe: arguments are seen by every user of the machine. 300 s: a call that we give up is carried out all the same.
    # Certificates are checked; curl does so unless it is told otherwise.
    status=$(printf '<?xml version="1.0" encoding="UTF-8"?><%s xmlns="urn:tillbridge:pos:v1"><Credentials><StoreId>%s</StoreId><UserName>%s</UserName><Password>%s</Password></Credentials>%s</%s>' \
        "$2" "$(escaped "$TILLBRIDGE_STORE")" "$(escaped "$TILLBRIDGE_USER")" "$(escaped "$TILLBRIDGE_PASSWORD")" "$3" "$2" |
      curl --silent --max-time 300 --output "$answer" --write-out '%{http_code}' --header 'Content-Type: text/xml; charset=utf-8' --header 'Expect:' \
        --data-binary @- "${TILLBRIDGE_URL%/}/xml/$1/$2") || status=000
    if [[ $status == 200 && $(count_of "$2Response") == 1 ]]; then
      return
    elif [[ $status != 000 && $(count_of ServiceFault) == 1 ]]; then
      problem="$(text_of Code): $(text_of Message)"
      [[ $(text_of Retryable) == true ]] || stop 1 "$2: $problem"$'\n'"  request $(text_of RequestId), help: $(extra help)"
      longer=$(extra retry_after_seconds)
      [[ -z $longer || -z $wait ]] || wait=$(printf '%s\n' "$wait" "$longer" | sort -g | tail -n 1)
    elif [[ $status == 4?? && $status != 408 ]]; then
      stop 1 "$2: HTTP $status; is TILLBRIDGE_URL right?"
    else
      problem="no answer (HTTP $status)"
    fi
    [[ -n $wait ]] || stop 75 "$2: $problem"
    echo "$2: $problem; the same again in $wait s" >&2
    sleep "$wait"
  done
}

# -- XML ------------------------------------------------------------------------------------------------------------------------------

escaped() {   # TEXT
  local text=$1
  text=${text//&/"&amp;"}
  text=${text//</"&lt;"}
  text=${text//>/"&gt;"}
  printf '%s' "$text"
}

xpath() { xmllint --nonet --xpath "$1" "$answer" 2>/dev/null || true; }

count_of() { xpath "count(//*[local-name()='$1'])"; }

text_of() {   # NAME: the text of the first such element; or NAME INDEX CHILD: of the child of the one at INDEX
  xpath "normalize-space((//*[local-name()='$1'])[${2:-1}]${3:+/*[local-name()='$3']})"
}

extra() {   # NAME: the value in a fault's Extras
  xpath "normalize-space(//*[local-name()='Property'][*[local-name()='Name']='$1']/*[local-name()='Value'])"
}
