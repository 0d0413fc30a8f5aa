"""One request against a server that does what servers do: every answer ends, within its limits, with a clear reason."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
import pytest
import zstandard
from sites import PAGE, Reply, Sites, html

from dropwire.fetch.client import Client, Unanswered, Unwanted
from dropwire.fetch.settings import Limits, Login

TEXT = PAGE.format("Tin", "Bản tin của chúng tôi. " * 200).encode()
QUICK = Limits(
    connect_seconds=2, read_seconds=1, total_seconds=1.5, max_bytes=1 << 20, allow_loopback=True, agent="Dropwire/9"
)


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    with Sites(2) as made:
        yield made


@pytest.fixture
def client() -> Iterator[Client]:
    made = Client(QUICK)
    yield made
    made.close()


PACK = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "identity": bytes,
}


@pytest.mark.parametrize("encoding", PACK)
def test_every_encoding_is_unpacked(sites: Sites, client: Client, encoding: str) -> None:
    sites["/a"] = Reply(body=PACK[encoding](TEXT), headers={"Content-Encoding": encoding})
    assert client.get(sites.url("/a")).body == TEXT


def test_deflate_without_a_frame_several_members_and_packed_twice(sites: Sites, client: Client) -> None:
    raw = zlib.compressobj(wbits=-15)
    bodies = {
        "deflate": raw.compress(TEXT) + raw.flush(),
        "gzip": gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]),
        "gzip, br": brotli.compress(gzip.compress(TEXT)),
    }
    for encoding, body in bodies.items():
        sites["/a"] = Reply(body=body, headers={"Content-Encoding": encoding})
        assert client.get(sites.url("/a")).body == TEXT, encoding


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate"])
def test_an_encoding_that_is_a_lie_costs_nothing(sites: Sites, client: Client, encoding: str) -> None:
    sites["/a"] = Reply(body=TEXT, headers={"Content-Encoding": encoding})
    assert client.get(sites.url("/a")).body == TEXT


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate"])
def test_a_bomb_stops_at_the_cap(sites: Sites, client: Client, encoding: str) -> None:
    sites["/a"] = Reply(body=PACK[encoding](bytes(8 << 20)), headers={"Content-Encoding": encoding})
    with pytest.raises(Unwanted, match="unpacks to more than"):
        client.get(sites.url("/a"))


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
def test_a_packed_body_that_is_cut_or_damaged_is_told(sites: Sites, client: Client, encoding: str) -> None:
    sites["/a"] = Reply(body=PACK[encoding](TEXT)[:-20], headers={"Content-Encoding": encoding})
    with pytest.raises(Unanswered, match=r"cut|damaged"):
        client.get(sites.url("/a"))


def test_an_encoding_nobody_asked_for_is_told(sites: Sites, client: Client) -> None:
    sites["/a"] = Reply(body=TEXT, headers={"Content-Encoding": "compress"})
    with pytest.raises(Unanswered, match="compress"):
        client.get(sites.url("/a"))


def test_too_large_is_told_before_and_while_it_comes(sites: Sites, client: Client) -> None:
    async def endless():
        while True:
            yield b"x" * 65536

    sites["/stated"] = Reply(body=b"", headers={"Content-Length": str(1 << 40)})
    sites["/endless"] = Reply(stream=endless)
    for path in ("/stated", "/endless"):
        with pytest.raises(Unwanted, match="bytes"):
            client.get(sites.url(path))


@pytest.mark.parametrize("what", ["body", "head"])
def test_what_drips_ends_when_its_time_is_up(sites: Sites, client: Client, what: str) -> None:
    async def drip():
        while True:
            await asyncio.sleep(0.1)
            yield b"X-A: b\r\n" if what == "head" else b"x"

    async def head():
        yield b"HTTP/1.1 200 OK\r\n"
        async for part in drip():
            yield part

    sites["/drip"] = Reply(stream=head if what == "head" else drip, raw=what == "head")
    with pytest.raises(Unanswered, match="not done after"):
        client.get(sites.url("/drip"))
    sites["/then"] = html()
    assert client.get(sites.url("/then")).status == 200


def test_silence_ends(sites: Sites, client: Client) -> None:
    sites["/slow"] = Reply(after=3)
    with pytest.raises(Unanswered, match="in time"):
        client.get(sites.url("/slow"))


def test_a_body_shorter_than_stated_is_told_and_a_longer_one_spoils_nothing(sites: Sites, client: Client) -> None:
    async def short():
        yield b"abc"

    async def longer():
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"

    sites["/short"] = Reply(stream=short, headers={"Content-Length": "10"})
    with pytest.raises(Unanswered, match="ends before"):
        client.get(sites.url("/short"))
    sites["/long"] = Reply(stream=longer, raw=True, headers={"connection": "keep-alive"})
    sites["/next"] = html("Thật")
    assert client.get(sites.url("/long")).body == b"abc"
    time.sleep(0.05)
    assert b"evil" not in client.get(sites.url("/next")).body


def test_no_server_and_no_name_are_told(client: Client) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unanswered, match="refused"):
        client.get(f"http://127.0.0.1:{port}/")
    with pytest.raises(Unanswered, match="name"):
        client.get("http://no-such-host.invalid/")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "[::1]",
        "[::]", "[fe80::1]", "[fc00::1]", "[fec0::1]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::ffff:0:127.0.0.1]", "[2001:0:7f00:1::]", "224.0.0.1",
        "255.255.255.255", "2130706433", "0x7f.1", "127.1", "192.0.2.1", "198.18.0.1", "[ff02::1]", "[fd00:ec2::254]",
    ],
)  # fmt: skip
def test_no_address_inside_a_network_is_connected_to(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    def connected(*args: object) -> None:
        raise AssertionError(f"connected to {args[1]}")

    monkeypatch.setattr(socket.socket, "connect", connected)
    with pytest.raises((Unwanted, Unanswered)) as told:
        Client(Limits()).get(f"http://{host}/latest/meta-data/")
    assert "open internet" in str(told.value) or "name" in str(told.value)


def test_loopback_alone_is_allowed_when_tests_say_so(client: Client) -> None:
    for host in ("10.0.0.1", "169.254.169.254", "[::127.0.0.1]"):
        with pytest.raises(Unwanted, match="open internet"):
            client.get(f"http://{host}/")


def test_a_name_that_changes_its_mind_is_asked_once_and_its_answer_pinned(
    sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["127.0.0.2", "169.254.169.254", "127.0.0.2"])
    asked: list[str] = []
    resolve = socket.getaddrinfo

    def changing(host, port, *args, **kwargs):
        if host != "tin.example":
            return resolve(host, port, *args, **kwargs)
        asked.append(host)
        return resolve(next(answers), port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    sites["tin.example", "/a"] = html()
    client = Client(QUICK)
    assert client.get(sites.url("/a", "tin.example")).status == 200
    assert asked == ["tin.example"]
    with pytest.raises(Unwanted, match=r"169\.254"):
        client.get(sites.url("/a", "tin.example"))


def test_redirects_are_answers_and_lead_where_they_say(sites: Sites, client: Client) -> None:
    sites["/a"] = Reply(302, headers={"Location": "../b?x=1#part"})
    assert client.get(sites.url("/a")).redirect == sites.url("/b?x=1")


def test_retry_after_in_seconds_and_as_a_date(sites: Sites, client: Client) -> None:
    later = datetime.now(UTC) + timedelta(seconds=90)
    for stated, low, high in (
        ("17", 17, 17),
        (later.strftime("%a, %d %b %Y %H:%M:%S GMT"), 80, 91),
        ("-1", None, None),
    ):
        sites["/a"] = Reply(429, headers={"Retry-After": stated})
        asked = client.get(sites.url("/a")).retry_after
        assert asked == low if high is None or low == high else low <= (asked or 0) <= high


def test_it_says_who_it_is_and_takes_nothing_from_the_environment(
    sites: Sites, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    sites["/env"] = html(Set_Cookie="a=b")
    client = Client(QUICK)
    answer = client.get(sites.url("/env"))
    assert client.get(sites.url("/env")).status == 200
    for seen in sites.asked("/env"):
        assert seen.headers["user-agent"] == "Dropwire/9"
        assert {"authorization", "cookie"}.isdisjoint(seen.headers)
    assert not answer.header("set-cookie")


def test_a_login_goes_to_its_hosts_alone_and_into_no_record(sites: Sites) -> None:
    login = Login((("Authorization", "Bearer hush"),), ("127.0.0.1",))
    for host in sites.addresses:
        sites[host, "/l"] = html()
    client = Client(QUICK, [login])
    own, other = client.get(sites.url("/l")), client.get(sites.url("/l", "127.0.0.2"))
    assert [seen.headers.get("authorization") for seen in sites.asked("/l")] == ["Bearer hush", None]
    assert "hush" not in f"{own!r}{own.sent}{other!r}{login!r}"
    assert not login.fits("http://127.0.0.1.evil.example/")
    assert not Login(login.headers, ("tin.example",)).fits("http://tin.example/")
    assert Login(login.headers, ("tin.example",)).fits("https://www.tin.example/")


def test_certificates_are_checked(tmp_path: Path) -> None:
    cert = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert)
    with Sites(2, ssl=context) as secure:
        for host in secure.addresses:
            secure[host, "/a"] = html()
        with pytest.raises(Unanswered, match="certificate"):
            Client(QUICK).get(secure.url("/a"))
        trusting = Client(Limits(allow_loopback=True, ca_bundle=cert))
        assert trusting.get(secure.url("/a")).status == 200
        with pytest.raises(Unanswered, match="certificate"):
            trusting.get(secure.url("/a", "127.0.0.2"))


def self_signed(folder: Path) -> Path:
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sites")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_connections_are_kept_and_threads_do_not_mix_answers(sites: Sites, client: Client) -> None:
    for number in range(40):
        sites[f"/n{number}"] = html(str(number))
    wrong: list[int] = []

    def ask(start: int) -> None:
        for number in range(start, 40, 4):
            if f"<p>{number}</p>".encode() not in client.get(sites.url(f"/n{number}")).body:
                wrong.append(number)

    threads = [threading.Thread(target=ask, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
