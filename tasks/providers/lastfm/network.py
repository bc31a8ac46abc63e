"""pylast's network with its requests sent our way."""

from collections.abc import Callable

import pylast


class Network(pylast.LastFMNetwork):
    """``download`` takes the parameters of a request, key and method among them, and returns the answer's XML."""

    def __init__(self, api_key: str, download: Callable[[dict[str, str]], str]) -> None:
        super().__init__(api_key=api_key)
        self.download = download


def _download_response(request: pylast._Request) -> str:
    network = request.network
    assert isinstance(network, Network), "only our network is used"
    return network.download(dict(request.params))


# pylast opens a connection of its own for each request, over https only, and offers no way to give it another one.
# This is the one method that does; everything before and after it, forming and reading, stays pylast's.
pylast._Request._download_response = _download_response  # type: ignore[method-assign]
