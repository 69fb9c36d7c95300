#!/bin/sh
# Makes classes of the service's WSDL and compiles the till (Debian: jaxws, openjdk-17-jdk-headless).    build.sh URL [FOLDER]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
url=${1:?the address of the service, such as http://127.0.0.1:8470}
folder=${2:-$here}
jars=/usr/share/java/jaxws-rt.jar:/usr/share/java/jaxb-api.jar:/usr/share/java/jaxws-api.jar:/usr/share/java/jws-api.jar
rm -rf "$folder/generated" "$folder/classes"
mkdir -p "$folder/generated" "$folder/classes"
wsimport -quiet -keep -Xnocompile -p tillbridge -s "$folder/generated" -d "$folder/generated" "$url/soap/ProductTasks?wsdl"
javac -encoding UTF-8 -nowarn -cp "$jars" -d "$folder/classes" "$folder"/generated/tillbridge/*.java "$here"/*.java
