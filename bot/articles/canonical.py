"""The canonical form of a link: what stays the same however the link was shared. Pure: nothing is looked up.

Two links with one canonical form are taken for the same page. So what only says how somebody came to a page is dropped
(RFC 3986, 6.2 for the rest): tracking parameters, fragments, the host's and the path's mobile and AMP variants.
"""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

LONGEST = 2_000
"""Characters of a link; longer ones are left as they are."""

_MOST_PARAMETERS = 50
_ROUNDS = 200  # AMP viewers in AMP viewers: more than a link of that length can hold
_PORTS = {"http": 80, "https": 443}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TRACKING = _words(
    "_ga _gl _hsenc _hsmi __s __twitter_impression amp amp_js_v ampshare at_campaign at_link_id at_medium campaign_id "
    "cmpid dclid dicbo efid ef_id emci emdi fbclid ftag gbraid gclid gclsrc guccounter guce_referrer guce_referrer_sig "
    "icid igsh igshid itid mbid mkt_tok mkwid msclkid ncid nlid oly_anon_id oly_enc_id outputtype ref ref_src ref_url "
    "regi_id s_cid s_kwcid smid smtyp soc_src soc_trk sr_share sref taid trk trkid twclid usqp vero_conv vero_id "
    "wbraid wickedid wt_mc xtor yclid"
)
"""Only names that choose no page anywhere: `id`, `cid` or `src` may."""
_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "at_custom", "amp_", "ns_", "mc_", "fb_", "ga_", "wt.")
_MOBILE_LABELS = frozenset({"www", "m", "mobile", "amp", "touch", "mobil", "wap"})
_VARIANTS = (
    "/amp", "/amp.html", ".amp.html", ".amp", "/index.html", "/index.htm", "/index.php", "/default.aspx",
)  # fmt: skip
_WRAPPED = re.compile(r"(?:/amp)?/(?P<kind>[cvri])?/?(?P<secure>s/)?(?P<rest>[^/]+\.[^/]+(?:/.*)?)", re.DOTALL)
_CDN = re.compile(r"[a-z0-9-]{1,80}\.cdn\.ampproject\.org|cdn\.ampproject\.org")
_GOOGLE = re.compile(r"(?:www\.)?google\.(?:com?\.)?[a-z]{2,3}")
_KEPT_IN_PATH = "/:@!$&'()*+,;=~-._"


def canonical(url: str) -> str:
    """The canonical form of a web address; what is no http or https address comes back as it is.

    Canonical again, it is unchanged. `http` at its usual port counts as `https`, and a `www.` is dropped, since the
    same page answers at both: the form is an identity, and browsers find the page by it in nearly every case.
    """
    for _ in range(_ROUNDS):
        try:
            found = _once(url)
        except ValueError:  # no valid port, brackets without an IPv6 address, bytes that are no text
            return url
        if found == url:
            break
        url = found
    return url


def _once(url: str) -> str:
    stripped = url.strip()
    if len(stripped) > LONGEST or any(char <= " " for char in stripped):
        return url
    parts = urlsplit(stripped)
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None or parts.password is not None:
        return url
    inner = _inside_viewer(parts.hostname, parts.path)
    if inner is not None:
        return inner + (f"?{parts.query}" if parts.query else "")
    port = parts.port
    scheme = parts.scheme
    if port in {None, _PORTS[scheme]}:
        scheme, port = "https", None
    host = _host(parts.hostname)
    place = f"[{host}]" if ":" in host else host
    query = _query(parts.query)
    path = _path(parts.path)
    return f"{scheme}://{place}{f':{port}' if port is not None else ''}{path}{f'?{query}' if query else ''}"


def _inside_viewer(host: str, path: str) -> str | None:
    """The page that Google's AMP viewer or the AMP project's cache shows, in https where the path says so."""
    if not _CDN.fullmatch(host) and not (_GOOGLE.fullmatch(host) and path.startswith("/amp/")):
        return None
    found = _WRAPPED.fullmatch(path)
    return f"{'https' if found['secure'] else 'http'}://{found['rest']}" if found else None


def _host(host: str) -> str:
    """The host in small letters and ASCII, without the labels that only choose a variant of the page."""
    host = host.lower().rstrip(".")
    if ":" in host or host.replace(".", "").isdigit():
        return host
    labels = host.encode("idna").decode("ascii").split(".") if not host.isascii() else host.split(".")
    while len(labels) > 2 and labels[0] in _MOBILE_LABELS:
        labels = labels[1:]
    if len(labels) > 3 and labels[1] in {"m", "mobile"}:  # en.m.wikipedia.org
        labels = [labels[0], *labels[2:]]
    return ".".join(labels)


def _path(path: str) -> str:
    """The path with each character written one way, and without endings that choose a variant."""
    path = "/".join(_segment(segment) for segment in path.split("/"))
    path = re.sub(r"/{2,}", "/", path)
    while True:
        low = path.lower()
        if low.startswith("/amp/") and len(path) > len("/amp/"):
            path = path[len("/amp") :]
        elif ending := next((end for end in _VARIANTS if low.endswith(end)), None):
            path = path[: -len(ending)]
        elif path.endswith("/"):
            path = path.rstrip("/")
        else:
            return path or "/"


def _segment(segment: str) -> str:
    """One path segment, percent-encoded only where it must be; bytes that are no UTF-8 are left encoded."""
    try:
        plain = unquote(segment, errors="strict")
    except UnicodeDecodeError:
        return re.sub(r"%[0-9a-f]{2}", lambda found: found[0].upper(), quote(segment, safe=_KEPT_IN_PATH + "%"))
    kept = [quote(char, safe=_KEPT_IN_PATH.replace("/", "")) for char in plain]
    return "".join(kept)


def _query(query: str) -> str:
    """The parameters that choose the page, sorted by name; a query that is no list of parameters as it is."""
    if not query:
        return ""
    parts = query.split("&")
    if len(parts) > _MOST_PARAMETERS or ";" in query or any(part and "=" not in part for part in parts):
        return query
    try:
        found = parse_qsl(query, keep_blank_values=True, errors="strict")
    except ValueError:
        return query
    kept = [(name, value) for name, value in found if not _is_tracking(name)]
    # The order of equal names may carry meaning, so the sort is by name alone, and stable.
    return urlencode(sorted(kept, key=lambda pair: pair[0]))


def _is_tracking(name: str) -> bool:
    low = name.lower()
    return low in _TRACKING or low.startswith(_TRACKING_PREFIXES)
