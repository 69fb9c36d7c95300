#!/bin/sh
# Generates the contract's classes and compiles the peer in the current folder.   build.sh WSDL
set -eu
here=$(cd "$(dirname "$0")" && pwd)
java=/usr/share/java
rm -rf generated classes
mkdir generated classes
wsimport -keep -Xnocompile -p till -s generated -d generated "$1"
javac -encoding UTF-8 -nowarn -cp "$java/jaxws-rt.jar:$java/jaxb-api.jar:$java/jaxws-api.jar:$java/jws-api.jar" -d classes \
  $(find generated -name '*.java') "$here"/*.java
