"""What a site's answer means for whoever posted the link, in plain words."""

from collections.abc import Mapping

from bot.fetching.types import Refused

REDIRECTS = frozenset({301, 302, 303, 307, 308})

GONE = Refused("The page is gone.")

_CHALLENGE = Refused("The site wants to check the browser first: only a person can open this page.")
_REASONS = {
    401: Refused("The page asks for a login."),
    402: Refused("The page must be paid for."),
    403: Refused("The site does not let Dossier read this page."),
    404: Refused("There is no page at this address."),
    407: Refused("The page asks for a login."),
    408: Refused("The site did not answer in time.", passing=True),
    410: GONE,
    425: Refused("The site was not ready for this.", passing=True),
    429: Refused("The site has had too many questions; it will answer again later.", passing=True),
    451: Refused("The page is withheld for legal reasons."),
}
_EMPTY = frozenset({204, 205})


def refusal(status: int, headers: Mapping[str, str]) -> Refused | None:
    """Why an answer with this status holds no page; None where it may."""
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return _CHALLENGE
    if 200 <= status < 300:
        return Refused("The page is empty.") if status in _EMPTY else None
    if status in _REASONS:
        return _REASONS[status]
    if status >= 500:
        return Refused(f"The site is in trouble (it answered {status}).", passing=True)
    return Refused(f"The site did not give the page (it answered {status}).")
