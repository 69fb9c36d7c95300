#!/bin/sh
# The proxy of SOAP 1.2 is a class of its own, so it has a program of its own.   asmx.sh WSDL STORE USER PASSWORD PHASE
[ "$5" = soap12 ] && exec mono till12.exe "$@"
exec mono till.exe "$@"
