# shellcheck shell=bash
# The till's book: one line per booked sale or return. A real till has a table with a unique TransactionId instead.

open_ledger() {   # FILE
  ledger=$1
  touch "$ledger"
  # Died in the middle of a line: that one was never confirmed, it comes again.
  [[ -z $(tail -c 1 "$ledger") ]] || sed -i '$d' "$ledger"
}

# Sets `receipt` to the number, which is on disk by then. A transaction that was booked before is not booked again.
book_once() {   # TRANSACTION TYPE ORDER TOTAL ITEMS
  receipt=$(awk -F ';' -v id="$1" '$1 == id { print $6 }' "$ledger")
  [[ -z $receipt ]] || return 0
  receipt=R-$(($(wc -l <"$ledger") + 1))
  printf '%s;%s;%s;%s;%s;%s\n' "$@" "$receipt" >>"$ledger"
  sync "$ledger"
}
