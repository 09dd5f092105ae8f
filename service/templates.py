"""What all pages share: templates that escape everything, and a policy by which nothing foreign is loaded or run."""

from jinja2 import Environment, PackageLoader, StrictUndefined

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}


def policy(**more: str) -> str:
    """The Content-Security-Policy of a page, with other directives beside the shared ones: connect_src="'self'"."""
    directives = {**_POLICY, **{name.replace("_", "-"): value for name, value in more.items()}}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def templates(package: str) -> Environment:
    """The templates of a package, in its folder of that name."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
