# Turns wsdl2h's header into the interface that soapcpp2 gets and that tests/soap/golden/tillbridge.h shows to reviewers.
# Comments, dates and paths go; directives for soapcpp2 stay.
/^\/\*.*\*\/[[:space:]]*$/d
/^\/\*/,/\*\//d
/^[[:space:]]*\/\/gsoap/b
s/[[:space:]]*\/\/\/<.*$//
/^[[:space:]]*\/\//d
/^[[:space:]]*$/d
# Lists and parts are values, so that nothing is left behind on the heap per row.
s/std::vector<(tb__[A-Za-z]+) *\* *>/std::vector<\1>/
s/^([[:space:]]+)(tb__[A-Za-z]+Type) *\* +([A-Za-z]+ +[01];)/\1\2 \3/
# Rows of a request keep only the newest one; rows of an answer are made while they are written.
s/std::vector<tb__(Product|InventoryRow|PriceRow)Type>/OneSlot<tb__\1Type>/
s/std::vector<tb__RowResultType>/Streamed<tb__RowResultType>/
s/^template <class T> class std::vector;/&\n#include "services\/soap\/row_containers.hpp"\ntemplate <class T> class OneSlot;\ntemplate <class T> class Streamed;/
