"""A MariaDB of the test's own: data in a temporary folder (in memory where there is /dev/shm), on 127.0.0.1 only, killed and started
again at will.

    with PrivateMariadb() as database:      # installed, started, with a database and a user for Tillbridge
        ... database.url, database.password_file ...
        database.kill_hard()                # kill -9
        database.start()                    # the same data and port
"""
import os
import pathlib
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time

STARTS_WITHIN = 60
STOPS_WITHIN = 30
USER, NAME = "till", "tillbridge"


class PrivateMariadb:
    def __init__(self):
        in_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tillbridge-mariadb-", dir=in_memory))
        self.port = free_port()
        self.url = f"mysql://{USER}@127.0.0.1:{self.port}/{NAME}"
        self.password_file = self.folder / "password"
        self.process = None

    def __enter__(self):
        try:
            self.install()
            self.start()
            self.make_user()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder)

    def install(self):
        if os.geteuid() == 0:
            user = pwd.getpwnam("mysql")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        done = subprocess.run([*as_server_user(), "mariadb-install-db", "--no-defaults", f"--datadir={self.folder}/data",
                               "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=self.folder)
        if done.returncode != 0:
            raise RuntimeError(f"mariadb-install-db failed (is the package mariadb-server installed?): {done.stdout}{done.stderr}")

    def start(self):
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(
                [*as_server_user(), "mariadbd", "--no-defaults", f"--datadir={self.folder}/data", f"--socket={self.folder}/socket",
                 f"--pid-file={self.folder}/pid", "--bind-address=127.0.0.1", f"--port={self.port}", "--skip-name-resolve", "--skip-log-bin",
                 "--innodb-flush-log-at-trx-commit=1", "--innodb-buffer-pool-size=64M", "--innodb-log-file-size=48M", "--max-connections=100",
                 "--performance-schema=OFF"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, start_new_session=True)
        deadline = time.monotonic() + STARTS_WITHIN
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"mariadbd did not start: {(self.folder / 'server.log').read_text(errors='replace')[-2000:]}")
            time.sleep(0.05)

    def answers(self):
        """The server greets who connects, but only when it has recovered its data."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
                return len(connection.recv(64)) > 0
        except OSError:
            return False

    def make_user(self):
        """The quote and the backslash are part of the test: a password is bytes, not syntax."""
        password = "it's \\ " + secrets.token_hex(8)
        self.password_file.touch(mode=0o600)
        self.password_file.write_text(password)
        quoted = "'" + password.replace("\\", "\\\\").replace("'", "\\'") + "'"
        self.ask(f"CREATE DATABASE {NAME} CHARACTER SET utf8mb4; CREATE USER {USER}@'127.0.0.1' IDENTIFIED BY {quoted}; "
                 f"GRANT ALL ON {NAME}.* TO {USER}@'127.0.0.1';")

    def ask(self, statements):
        """Runs statements as root over the socket and returns the rows, tab-separated."""
        return subprocess.run(["mariadb", "--no-defaults", "--batch", "--skip-column-names", "--user=root", f"--socket={self.folder}/socket"],
                              input=statements, capture_output=True, text=True, check=True).stdout

    def kill_hard(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self.kill_hard()


def as_server_user():
    """mariadbd refuses to run as root; and it must not outlive a test that is killed."""
    lowered = ["--reuid=mysql", "--regid=mysql", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *lowered, "--pdeathsig=KILL", "--"]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
