#!/bin/sh
# Generates and compiles the clients in the current folder.   build.sh asmx|wcf WSDL
set -eu
here=$(cd "$(dirname "$0")" && pwd)
compile="mcs -nologo -nowarn:1591 -r:System.Web.Services,System.Data,System.Xml,System.ServiceModel,System.Runtime.Serialization"
wsdl -nologo -n:Generated -o:Generated.cs "$2"
case $1 in
  asmx)
    $compile -out:till.exe Generated.cs "$here/Scenario.cs" "$here/Told.cs" "$here/AsmxTill.cs"
    case $2 in *'?wsdl')
      wsdl -nologo -protocol:SOAP12 -n:Generated -o:Generated12.cs "$2=soap12"
      $compile -d:SOAP12 -out:till12.exe Generated12.cs "$here/Scenario.cs" "$here/Told.cs" "$here/AsmxTill.cs"
    esac ;;
  wcf) $compile -out:till.exe Generated.cs "$here/Scenario.cs" "$here/Told.cs" "$here/WcfContract.cs" "$here/WcfTill.cs" ;;
esac
