#!/bin/sh
# The client in the current folder, generated from the served WSDL and compiled as an integrator would.    build.sh WSDL
set -eu
here=$(cd "$(dirname "$0")" && pwd)
wsdl2h -ntb -Ntb -o tillbridge.h "$1"
soapcpp2 -j -CL -w -x -I/usr/share/gsoap/import tillbridge.h
# For SOAP 1.2: a client speaks the version of its table of namespaces, so the table that comes of the contract with SOAP 1.2 ports is all that is needed.
mkdir -p soap12
wsdl2h -ntb -Ntb -o soap12/tillbridge.h "$1=soap12"
(cd soap12 && soapcpp2 -j -CL -w -x -I/usr/share/gsoap/import tillbridge.h)
for source in soapC.cpp soapProductTasksSoapProxy.cpp soapOrderTasksSoapProxy.cpp "$here/client.cpp"; do
  g++ -std=c++17 -O0 -I. -c "$source" -o "$(basename "$source" .cpp).o"
done
g++ -o client ./*.o -lgsoap++
