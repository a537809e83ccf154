"""Attacks that want out: to the network, to files and processes of others, into the page."""

from tests.attacks import Attack

#: What makes a page do something where it is not escaped; the tests of the pages look closer.
ACTIVE = (
    "<script>window.pwned = 1</script><img src=x onerror='window.pwned=2'>"
    "<svg onload='window.pwned=3'><script>window.pwned=4</script></svg>"
    "<iframe srcdoc='<script>parent.pwned=5</script>'></iframe></style></pre></code>"
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>"
)

_NUMBER = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"

ATTACKS = [
    Attack(
        "52-tcp",
        """
        import socket, urllib.request
        for kind in (socket.AF_INET, socket.AF_INET6):
            assert isinstance(attempt(socket.socket, kind, socket.SOCK_STREAM), OSError)
        for port in (22, 53, 80, 443, 8888):
            assert isinstance(attempt(socket.create_connection, ("127.0.0.1", port), 1), OSError)
        assert isinstance(attempt(urllib.request.urlopen, "http://127.0.0.1/"), OSError)
        assert isinstance(attempt(lambda: socket.create_server(("127.0.0.1", 0))), OSError)
        """,
    ),
    Attack(
        "53-udp",
        """
        import socket
        assert isinstance(attempt(socket.socket, socket.AF_INET, socket.SOCK_DGRAM), OSError)
        assert isinstance(attempt(socket.socket, socket.AF_INET, socket.SOCK_RAW), OSError)
        assert isinstance(attempt(socket.socket, socket.AF_NETLINK, socket.SOCK_RAW), OSError)
        """,
    ),
    Attack(
        "54-unix-sockets",
        """
        import socket
        for name in ("/run/docker.sock", "/var/run/docker.sock", "\\0abstract", "/run/dbus/system_bus_socket"):
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                def connect():
                    socket.socket(socket.AF_UNIX, kind).connect(name)
                assert isinstance(attempt(connect), OSError)
        one, two = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        assert isinstance(attempt(one.connect, "\\0abstract"), OSError)
        assert isinstance(attempt(one.sendto, b"x", "\\0abstract"), OSError)
        """,
    ),
    Attack(
        "55-names-and-io-uring",
        "import socket\n"
        + _NUMBER
        + """
assert isinstance(attempt(socket.getaddrinfo, "example.org", 80), OSError)
assert libc.syscall(425, 8, ctypes.create_string_buffer(256)) == -1  # io_uring_setup
""",
    ),
    Attack(
        "56-writes-where-others-read",
        """
        import site, examiner
        places = ["/tmp", "/var/tmp", "/dev/shm", "/etc", "/root", "/", "..", "/usr/bin", "/run",
                  sys.prefix, *site.getsitepackages(), os.path.dirname(examiner.__file__)]
        for place in places:
            attempt(lambda: open(os.path.join(place, "kestrel-was-here.pth"), "w").write("import os"))
        for file in (examiner.__file__, np.__file__, sys.executable):
            assert isinstance(attempt(open, file, "a"), OSError)
        """,
    ),
    Attack(
        "57-set-user-id-and-namespaces",
        _NUMBER
        + """
for user in (0, 1, 1000, os.getuid() + 1):
    attempt(os.setuid, user)
assert not attempt(os.chroot, ".") is None
for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000):
    assert libc.unshare(flag) == -1
    child = libc.syscall(56, flag | 17, 0, 0, 0, 0)  # clone
    if child == 0:
        os._exit(0)
    assert child == -1
assert libc.syscall(435, ctypes.create_string_buffer(88), 88) == -1  # clone3
import subprocess
out = subprocess.run(["sh", "-c", "sudo -n id; su -c id; mount; id -u"], capture_output=True, text=True)
assert "uid=0" not in out.stdout
""",
    ),
    Attack(
        "58-active-content-in-outputs",
        f"""
        from IPython.display import HTML, SVG, Javascript, display, publish_display_data
        active = {ACTIVE!r}
        print(active)
        print(active, file=sys.stderr)
        display(HTML(active), Javascript("window.pwned = 6"))
        attempt(lambda: display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='window.pwned=7'/>")))
        publish_display_data({{"text/html": active, "image/svg+xml": active, "text/plain": active,
                              "application/javascript": "window.pwned=8", "image/png": active}})
        raised = type(active, (Exception,), {{}})
        def total(prices):
            raise raised(active)
        """,
    ),
    Attack(
        "59-active-content-in-answers",
        "'" + ACTIVE.replace("'", '"') + "'",
        answers={"essay": ACTIVE, "capital": f"{ACTIVE!r}\nraise ValueError({ACTIVE!r})"},
        later=f"# {ACTIVE}\n1/0",
    ),
]
