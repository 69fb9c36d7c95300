"""How each example is built and started. {here} is its folder, {built} an empty folder for what is made of it, {url} the service's address."""
import dataclasses


@dataclasses.dataclass
class Language:
    command: list
    build: list = dataclasses.field(default_factory=list)
    environment: dict = dataclasses.field(default_factory=dict)


LANGUAGES = {
    "python": Language(["/usr/bin/python3", "{here}/till.py"]),
    "php": Language(["php", "{here}/till.php"]),
    "node": Language(["node", "{built}/till.js"], [["sh", "-c", 'cp "$0"/*.js* "$1" && cd "$1" && npm ci --no-audit --no-fund', "{here}", "{built}"]]),
    "java": Language(["java", "-cp", "{built}/classes:/usr/share/java/jaxws-rt.jar", "Till"], [["{here}/build.sh", "{url}", "{built}"]]),
    "csharp": Language(["mono", "{built}/till.exe"], [["{here}/build.sh", "{url}", "{built}"]]),
    "curl": Language(["bash", "{here}/till.sh"]),
}
