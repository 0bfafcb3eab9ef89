"""Which addresses of the internet a stranger may send us to: none that lie in our own network or pretend not to."""

from ipaddress import IPv4Address, IPv6Address, ip_network

PORTS = {"http": 80, "https": 443}
WORLD = ip_network("2000::/3")  # all that is handed out of IPv6; outside lie mapped, translated and local addresses
# What ``is_global`` of Python 3.11 lets through and no calendar lives in (IANA special-purpose registries).
ELSEWHERE = tuple(
    ip_network(one)
    for one in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # 6to4 relays
        "2001::/23",  # Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # for books
        "2002::/16",  # 6to4: an IPv4 address inside, perhaps a private one
        "3fff::/20",  # for books as well
    )
)


def is_public(address: IPv4Address | IPv6Address, port: int) -> bool:
    """Whether a public web server may answer there."""
    if port not in PORTS.values() or (address.version == WORLD.version and address not in WORLD):
        return False
    special = any(address in one for one in ELSEWHERE if one.version == address.version)
    return address.is_global and not address.is_multicast and not special
