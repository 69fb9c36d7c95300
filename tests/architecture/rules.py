"""Who may include whom: one row per folder. The same table stands in docs/architecture.md for people."""

# folder -> folders of ours whose headers it may include
MAY_INCLUDE = {
    "base": set(),
    "domain": {"base"},
    "persistence": {"base", "domain"},
    "connectors": {"base", "domain"},
    "sandbox": {"base"},
    "contract": {"base"},
    "guide": {"base", "contract"},
    "services": {"base", "domain", "persistence", "contract", "guide", "generated"},
    "conformance": {"base", "contract", "services"},
    "jobs": {"base", "domain", "persistence", "connectors"},
    "admin": {"base", "domain", "persistence", "connectors", "jobs", "contract", "guide"},
    "main": {"base", "domain", "persistence", "connectors", "sandbox", "contract", "guide", "services", "conformance", "jobs", "admin", "generated"},
}

# Outside persistence only its interfaces (persistence/*.hpp), never what lies behind them; of connectors only the contract.
ONLY_INTERFACES = {
    "persistence": lambda path: path.count("/") == 1,
    "connectors": lambda path: path in {"connectors/connector.hpp", "connectors/contract.hpp", "connectors/site_memory.hpp"},
    # What reads a request, not what carries it out.
    "services": lambda path: path.startswith("services/front/") or path == "services/http/inflater.hpp",
}
INTERFACES_BIND = {"services", "conformance", "jobs", "admin"}

# A library stops at the folder that owns it: include prefix -> folders (or path prefixes) that may use it.
LIBRARY_STOPS_AT = {
    "soci/": ["persistence/"],
    "mysql": ["persistence/"],
    "cppconn/": ["persistence/"],
    "sqlite3.h": ["persistence/", "sandbox/"],
    "curl/": ["connectors/http/"],
    "simdjson.h": ["persistence/codec/", "services/front/"],
    "nlohmann/": ["connectors/", "persistence/", "sandbox/", "admin/", "jobs/", "conformance/"],
    "expat.h": ["contract/", "services/front/"],
    "toml++/": ["base/"],
    "log4cplus/": ["base/"],
    "CLI/": ["admin/cli/", "main/"],
    "boost/beast": ["services/http/", "sandbox/", "conformance/"],
    "boost/asio": ["services/http/", "sandbox/", "conformance/", "main/"],
    "stdsoap2.h": ["services/soap/"],
    "soapH.h": ["services/soap/"],
}

# A file whose name begins with generated SOAP headers may only be included by bindings and the engine.
GENERATED_PREFIX = "soap"

# Nothing of one platform is known outside its folder, but to the registry that makes connectors.
PLATFORM_FOLDERS_OWNED_BY = "connectors/"
