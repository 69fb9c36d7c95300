"""Every toolkit that drives the service, and what it cannot do.

A client is `command` + WSDL STORE USER PASSWORD PHASE; the environment variable SCENARIO names a file with the calls of scenario.py as JSON. `build` runs once before, in the folder of the toolkit's build tree, with the address of the
WSDL as its last argument. {here} is this folder, {built} the toolkit's own folder in the build tree, {node} the folder with the npm packages.
"""
import dataclasses


@dataclasses.dataclass
class Toolkit:
    name: str
    stands_for: str
    command: list
    build: list = None
    soap12: bool = False
    environment: dict = dataclasses.field(default_factory=dict)
    cannot: dict = dataclasses.field(default_factory=dict)   # call or "SOAP 1.2" -> why it is left out; "fault_detail" -> why the detail cannot be read
    frozen: bool = False           # runs once more on a client made from the frozen contract


PYTHON = "/usr/bin/python3"
AXIS = ":".join(f"/usr/share/java/{jar}.jar" for jar in ("axis", "jaxrpc", "saaj", "wsdl4j", "commons-logging", "commons-discovery"))

TOOLKITS = {toolkit.name: toolkit for toolkit in [
    Toolkit("zeep", "Python", [PYTHON, "{here}/toolkits/zeep/client.py"], soap12=True, frozen=True),
    Toolkit("suds", "older Python", [PYTHON, "{here}/toolkits/suds/client.py"], frozen=True,
            cannot={"SOAP 1.2": "it takes the SOAP 1.2 port for one of SOAP 1.1"}),
    Toolkit("pysimplesoap", "older Python", [PYTHON, "{here}/toolkits/pysimplesoap/client.py"], frozen=True,
            cannot={"SOAP 1.2": "its envelope of SOAP 1.2 has another namespace than the specification's",
                    "fault_detail": "it looks up the detail's type by the name with its prefix, and finds none; the whole answer stands in xml_response"}),
    Toolkit("php", "PHP SoapClient", ["php", "{here}/toolkits/php/client.php"], soap12=True, frozen=True),
    Toolkit("nusoap", "older PHP", ["php", "{here}/toolkits/nusoap/client.php", "{built}"], frozen=True,
            build=["sh", "{here}/toolkits/nusoap/build.sh", "/usr/share/php/nusoap", "{built}"], cannot={"SOAP 1.2": "the toolkit knows SOAP 1.1 only"}),
    Toolkit("node_soap", "Node soap", ["node", "{here}/toolkits/node_soap/client.js"], soap12=True, environment={"NODE_PATH": "{node}/node_modules"}),
    Toolkit("strong_soap", "Node strong-soap", ["node", "{here}/toolkits/strong_soap/client.js"], soap12=True, environment={"NODE_PATH": "{node}/node_modules"}),
    Toolkit("jaxws", "Java JAX-WS", ["java", "-cp", "{built}/classes:/usr/share/java/jaxws-rt.jar", "JaxwsTill"], build=["{here}/toolkits/jaxws/build.sh"],
            soap12=True, frozen=True),
    Toolkit("soap_lite", "Perl SOAP::Lite", ["perl", "{here}/toolkits/soap_lite/client.pl"], soap12=True),
    Toolkit("soap_wsdl", "Perl SOAP::WSDL", ["perl", "{here}/toolkits/soap_wsdl/client.pl"], build=["wsdl2perl", "-b", "{built}/generated", "-p", "Tb"], frozen=True,
            cannot={"SOAP 1.2": "the toolkit knows SOAP 1.1 only"}),
    Toolkit("xml_compile", "Perl XML::Compile", ["perl", "{here}/toolkits/xml_compile/client.pl"], soap12=True, frozen=True),
    Toolkit("soap4r", "Ruby soap4r", ["ruby", "{here}/toolkits/soap4r/client.rb"], build=["ruby", "{here}/toolkits/soap4r/generate.rb"],
            cannot={"SOAP 1.2": "the toolkit knows SOAP 1.1 only"}),
    Toolkit("lua_soap", "Lua LuaSOAP", ["lua5.1", "{here}/toolkits/lua_soap/client.lua"], soap12=True),
    Toolkit("gsoap", "C++ gSOAP", ["{built}/client"], build=["sh", "{here}/toolkits/gsoap/build.sh"], soap12=True),
    Toolkit("kdsoap", "C++ KDSoap (Qt)", ["{built}/client"], build=["sh", "{here}/toolkits/kdsoap/build.sh"], soap12=True),
    Toolkit("axis1", "old Java (Axis 1)", ["java", "-cp", "{built}/classes:" + AXIS, "AxisTill"], build=["{here}/toolkits/axis1/build.sh"],
            environment={"AXIS": AXIS}, frozen=True,
            cannot={"SOAP 1.2": "WSDL2Java refuses a WSDL whose SOAP 1.2 bindings declare faults"}),
    # The time zone is that of a till in Berlin: some of its times go out as local ones.
    Toolkit("mono_asmx", ".NET web reference (wsdl.exe)", ["{here}/toolkits/mono/asmx.sh"], build=["{here}/toolkits/mono/build.sh", "asmx"],
            soap12=True, environment={"TZ": "Europe/Berlin"}, frozen=True),
    Toolkit("mono_wcf", ".NET WCF channels", ["mono", "{built}/till.exe"], build=["{here}/toolkits/mono/build.sh", "wcf"], soap12=True, environment={"TZ": "Europe/Berlin"}),
]}
