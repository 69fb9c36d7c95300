#!/bin/sh
# Generates and compiles the client in the current folder.   build.sh WSDL
set -eu
here=$(cd "$(dirname "$0")" && pwd)
rm -rf generated classes
mkdir generated classes
java -cp "$AXIS" org.apache.axis.wsdl.WSDL2Java -p till -o generated "$1"
javac -encoding UTF-8 -nowarn -Xlint:-options -cp "$AXIS" -d classes $(find generated -name '*.java') "$here/../java/Told.java" "$here/AxisTill.java"
