#!/bin/sh
# Makes the proxies of the service's WSDL and compiles the till (Debian: mono-devel).    build.sh URL [FOLDER]
# On Windows the same two commands are wsdl.exe and csc.exe of the .NET Framework.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
url=${1:?the address of the service, such as http://127.0.0.1:8470}
folder=${2:-$here}
mkdir -p "$folder/generated"
wsdl -nologo -n:Tillbridge -o:"$folder/generated/Tillbridge.cs" "$url/soap/ProductTasks?wsdl"
mcs -nologo -langversion:5 -nowarn:1591 -r:System.Web.Services,System.Data,System.Xml -out:"$folder/till.exe" "$folder/generated/Tillbridge.cs" "$here"/*.cs
