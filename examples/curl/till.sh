#!/bin/bash
# A small till on Tillbridge.    till.sh products|stock|prices|shipments FILE.csv      till.sh pull
#
# Ends with 0 when all was taken, 1 when the service refused the call, 2 when it refused rows, 75 when it could not be reached: then the
# same command later goes on where this one stopped.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/connection.sh"
source "$here/ledger.sh"

folder=${TILLBRIDGE_FOLDER:-till-data}
outbox=$folder/outbox

# -- up: products, stock, prices, parcels --------------------------------------------------------------------------------------------

# Puts the file into the outbox under a name that no other will have: the CallerReference. It stays there until an answer came,
# so a repeat carries the same reference and the same content, whether the line broke or this program died.    queue KIND FILE
queue() {
  local name
  name=$(date -u +%Y%m%dT%H%M%S%N)-$(printf %04x%04x "$RANDOM" "$RANDOM")-$1
  cp -- "$2" "$outbox/$name.part"
  mv -- "$outbox/$name.part" "$outbox/$name.csv"
}

# Sends what waits, oldest first. Ends with 2 if rows were refused.
send_outbox() {
  local file reference kind rows taken=0
  for file in "$outbox"/*.csv; do
    [[ -e $file ]] || continue
    reference=$(basename "$file" .csv)
    kind=${reference##*-}
    rows=$(rows_of "$file" "row_of_$kind") || stop 1 "$file: a line lacks columns"
    case $kind in
      products) send_update UpdatePOSProducts Products "$reference" "$rows" ;;
      stock) send_update UpdateInventory InventoryRows "$reference" "$rows" ;;
      prices) send_update UpdatePricing PriceRows "$reference" "$rows" ;;
      shipments) send_shipments "$rows" ;;
    esac || taken=2
    rm -- "$file"
  done
  return $taken
}

rows_of() {   # FILE WRITER: the rows of the file as XML, without its line of names
  local -a columns
  local index
  tail -n +2 "$1" | while IFS= read -r line; do
    IFS=';' read -ra columns <<<"$line;"
    for index in "${!columns[@]}"; do columns[index]=$(escaped "${columns[index]}"); done
    "$2" "${columns[@]}"
  done
}

row_of_products() {   # ITEM STYLE NAME SIZE COLOUR PRICE QUANTITY
  printf '<Product><ItemIntegrationId>%s</ItemIntegrationId>' "$1"
  # A matrix item: the style groups sizes and colours to one product of the shop.
  [[ -z $2 ]] || printf '<ProductIntegrationId>%s</ProductIntegrationId><Options><ProductOption><Name>Size</Name><Value>%s</Value></ProductOption>
    <ProductOption><Name>Colour</Name><Value>%s</Value></ProductOption></Options>' "$2" "$4" "$5"
  printf '<Name>%s</Name><Price>%s</Price><Quantity>%s</Quantity></Product>\n' "$3" "$6" "$7"
}

row_of_stock() {   # ITEM QUANTITY
  printf '<InventoryRow><ItemIntegrationId>%s</ItemIntegrationId><Quantity>%s</Quantity></InventoryRow>\n' "$1" "$2"
}

row_of_prices() {   # ITEM PRICE SALE_PRICE: an empty sale price ends a sale
  printf '<PriceRow><ItemIntegrationId>%s</ItemIntegrationId><Price>%s</Price><SalePrice>%s</SalePrice></PriceRow>\n' "$1" "$2" "$3"
}

row_of_shipments() {   # PARCEL SITE ORDER CARRIER TRACKING ITEM QUANTITY
  printf '<Shipment><ShipmentId>%s</ShipmentId><Site>%s</Site><WebOrderNumber>%s</WebOrderNumber><Carrier>%s</Carrier><TrackingNumber>%s</TrackingNumber>
    <Lines><Line><ItemIntegrationId>%s</ItemIntegrationId><Quantity>%s</Quantity></Line></Lines></Shipment>\n' "$1" "$2" "$3" "$4" "$5" "$6" "$7"
}

send_update() {   # OPERATION WRAPPER REFERENCE ROWS
  call ProductTasks "$1" "<CallerReference>$3</CallerReference><$2>$4</$2>"
  local index left
  left=$(text_of NotProcessed)
  echo "$1: $(text_of Received) received, $(text_of Created) created, $(text_of Updated) updated, $(text_of Unchanged) unchanged," \
    "$(text_of Rejected) rejected, $left not processed"
  for ((index = 1; index <= $(count_of RowResult); index++)); do
    echo "  item $(text_of RowResult "$index" ItemIntegrationId): $(text_of RowResult "$index" Status) $(text_of RowResult "$index" Code) $(text_of RowResult "$index" Message)"
  done
  if ((left > 0)); then   # the service was interrupted: the same rows again, as a new call
    mv -- "$outbox/$3.csv" "$outbox/${3%-*}-again-${3##*-}.csv"
    stop 75 "$1: $left rows were not processed"
  fi
  [[ $(text_of Rejected) == 0 ]]
}

# The parcel's own number is the key: sent twice, it is already_saved.
send_shipments() {   # PARCELS
  call OrderTasks SaveShipments "<Shipments>$1</Shipments>"
  local index status taken=0
  for ((index = 1; index <= $(count_of ShipmentResult); index++)); do
    status=$(text_of ShipmentResult "$index" Status)
    echo "SaveShipments: $(text_of ShipmentResult "$index" ShipmentId) $status $(text_of ShipmentResult "$index" Code) $(text_of ShipmentResult "$index" Message)"
    [[ $status == saved || $status == already_saved ]] || taken=2
  done
  return $taken
}

# -- down: what the web sold ---------------------------------------------------------------------------------------------------------

# Books what is offered, then confirms it, until nothing is left. Until the confirm the same documents are offered again.
pull() {
  local more=true answers index status settled
  while [[ $more == true ]]; do
    call OrderTasks GetNewTransactions "<MaxCount>${TILLBRIDGE_MAX_COUNT:-100}</MaxCount>"
    more=$(text_of MoreAvailable)
    answers=""
    for ((index = 1; index <= $(count_of Transaction); index++)); do
      book "$index"
      answers+=$confirmation
    done
    [[ -n $answers ]] || return 0
    call OrderTasks ConfirmTransactions "<Confirmations>$answers</Confirmations>"
    settled=false
    for ((index = 1; index <= $(count_of DocumentResult); index++)); do
      status=$(text_of DocumentResult "$index" Status)
      echo "  $(text_of DocumentResult "$index" DocumentId): $status $(text_of DocumentResult "$index" Message)"
      case $status in confirmed | already_confirmed | refused) settled=true ;; esac   # already_confirmed answers a repeat
    done
    [[ $settled == true ]] || return 0
  done
}

# Books one sale or return and sets `confirmation`; or the refusal, with words for the operator, who sees it parked.    book INDEX
book() {
  local id type order total currency items problem
  id=$(text_of Transaction "$1" TransactionId)
  problem=$(why_not "$1")
  if [[ -n $problem ]]; then
    echo "cannot book $id: $problem"
    confirmation="<TransactionConfirmation><TransactionId>$id</TransactionId><Accepted>false</Accepted><ErrorCode>NOT_BOOKABLE</ErrorCode><ErrorMessage>$problem</ErrorMessage></TransactionConfirmation>"
    return
  fi
  type=$(text_of Transaction "$1" Type) order=$(text_of Transaction "$1" WebOrderNumber)
  total=$(text_of Transaction "$1" Total) currency=$(text_of Transaction "$1" Currency)
  items=$(items_of "$1")
  book_once "$id" "$type" "$order" "$total" "$items"
  echo "$type of order $order is receipt $receipt: $items, $total $currency"
  confirmation="<TransactionConfirmation><TransactionId>$id</TransactionId><Accepted>true</Accepted><PosDocumentNumbers><PosDocumentNumber>$receipt</PosDocumentNumber></PosDocumentNumbers></TransactionConfirmation>"
}

items_of() {   # INDEX: "item:quantity item:quantity"
  local line lines path
  path="(//*[local-name()='Transaction'])[$1]/*[local-name()='Lines']/*[local-name()='Line']"
  lines=$(xpath "count($path)")
  for ((line = 1; line <= lines; line++)); do
    printf '%s%s' "$([[ $line == 1 ]] || echo ' ')" "$(xpath "concat(${path}[$line]/*[local-name()='ItemIntegrationId'], ':', ${path}[$line]/*[local-name()='Quantity'])")"
  done
}

# What this till cannot book: put your own reasons here. Nothing if it can.    why_not INDEX
why_not() {
  local lines="(//*[local-name()='Transaction'])[$1]/*[local-name()='Lines']/*[local-name()='Line']"
  if [[ $(xpath "count($lines)") == 0 ]]; then
    echo "money given back without goods has to be booked by hand"
  elif [[ $(xpath "count($lines[not(string(*[local-name()='ItemIntegrationId']))])") != 0 ]]; then
    echo "a line has no item of this till"
  fi
}

mkdir -p "$outbox"
case $#-${1:-} in
  1-pull) open_ledger "$folder/ledger.csv"; pull ;;
  2-products | 2-stock | 2-prices | 2-shipments) queue "$1" "$2"; send_outbox ;;
  *) echo "till.sh products|stock|prices|shipments FILE.csv      till.sh pull" >&2; exit 1 ;;
esac
