"""The last messages, in memory: of which of them a message goes on with the text, or is gone on with."""

from collections import OrderedDict
from collections.abc import Callable, Iterable

from bot.articles.pastes import Part, continues
from bot.chat.posts import Post

KEPT = 2_000
"""Messages that are remembered, of all channels together: some megabytes."""


class Recent:
    """Messages as they were last seen. What is deleted is forgotten here, too."""

    def __init__(self) -> None:
        self._posts: OrderedDict[int, Post] = OrderedDict()
        self._by_author: dict[tuple[int, int], dict[int, Post]] = {}

    def see(self, post: Post) -> None:
        """A message is there, or says something else now."""
        if post.own or not post.spoken or not post.text.strip():
            self.forget([post.id])
            return
        self._posts[post.id] = post
        self._posts.move_to_end(post.id)
        self._by_author.setdefault(_key(post), {})[post.id] = post
        while len(self._posts) > KEPT:
            self.forget([next(iter(self._posts))])

    def forget(self, messages: Iterable[int]) -> None:
        """Messages are gone."""
        for message in messages:
            if post := self._posts.pop(message, None):
                own = self._by_author[_key(post)]
                del own[message]
                if not own:
                    del self._by_author[_key(post)]

    def known(self, messages: Iterable[int]) -> list[Post]:
        """Those of the messages that are remembered."""
        return [self._posts[message] for message in messages if message in self._posts]

    def paste(self, post: Post, is_read: Callable[[Post], bool]) -> list[Post]:
        """The messages of one author that are one text with this one, in their order; others' between do not count."""
        own = self._by_author.get(_key(post), {})
        row = [one for _, one in sorted(own.items()) if is_read(one)]
        at = next((at for at, one in enumerate(row) if one.id == post.id), None)
        if at is None:
            return [post]
        first = last = at
        while first > 0 and _goes_on(row[first - 1], row[first]):
            first -= 1
        while last + 1 < len(row) and _goes_on(row[last], row[last + 1]):
            last += 1
        return row[first : last + 1]


def _key(post: Post) -> tuple[int, int]:
    return post.room.channel, post.author


def _goes_on(before: Post, after: Post) -> bool:
    return continues(Part(before.text, before.posted_at), Part(after.text, after.posted_at))
