#!/bin/sh
# The client in the current folder, generated from the served WSDL and compiled as an integrator would.    build.sh WSDL
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# kdwsdl2cpp makes float of xs:decimal, which cannot hold 9.90: it reads a copy of the WSDL that calls decimals strings.
# -keep-unused-types: the fault's type, which no operation names.
curl -sS "$1" | sed 's/"xs:decimal"/"xs:string"/' > tillbridge.wsdl
kdwsdl2cpp -keep-unused-types -both tillbridge tillbridge.wsdl
"$(pkg-config --variable=host_bins Qt5Core)/moc" tillbridge.h -o moc_tillbridge.cpp
for source in tillbridge.cpp moc_tillbridge.cpp "$here/client.cpp"; do
  g++ -std=c++17 -O0 -fPIC -w -I. -I/usr/include/KDSoapClient $(pkg-config --cflags Qt5Network Qt5Xml) -c "$source" -o "$(basename "$source" .cpp).o"
done
g++ -o client ./*.o -lkdsoap $(pkg-config --libs Qt5Network Qt5Xml)
