#!/bin/sh
# Debian's nusoap dies under PHP 8: its classes name their constructors after themselves. A copy in the build tree gets __construct.
#   build.sh SOURCE BUILT WSDL
set -eu
mkdir -p "$2/nusoap"
for file in "$1"/*.php; do
    awk '/^class [A-Za-z_]+/ { class = tolower($2) }
         /^[ \t]*function / { name = $2; sub(/\(.*/, "", name); if (tolower(name) == class) sub(/function [A-Za-z_]+/, "function __construct") }
         { print }' "$file" | sed -E 's/parent::nusoap_(base|xmlschema|parser)\(/parent::__construct(/; s/parent::(nusoap_xmlschema|wsdl|soap_transport_http|nusoap_client)\(/parent::__construct(/' > "$2/nusoap/$(basename "$file")"
done
