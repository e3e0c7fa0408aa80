"""The one form of a signature's container: what could be written two ways is written one."""

from __future__ import annotations

from typing import Any

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509

_TIME_STAMP = "signature_time_stamp_token"


class MalformedError(ValueError):
    """A container is not of the form we write."""


def canonical(info: cms.ContentInfo) -> cms.ContentInfo:
    """The container anew, from what its signature covers; raises `MalformedError`.

    A CMS container (RFC 5652) has parts that no signature covers: version numbers, lists of
    algorithms, further certificates. They are derived here, so that a container is genuine
    only where it is equal to this one, to the byte. What remains is covered: the signed
    attributes by the signature, the certificate by its hash in them, a time stamp by the
    signature of its server.
    """
    try:
        signed, signer = _parts(info)
        return _container(
            signer,
            certificate=_own_certificate(signed, signer),
            content=cms.ContentInfo({"content_type": "data"}),
            version="v1",
            stamp=_stamp_of(signer),
        )
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise MalformedError("not a container of ours") from error


def _canonical_stamp(token: cms.ContentInfo) -> cms.ContentInfo:
    """A time-stamp token (RFC 3161) in one form, with no certificate but its server's."""
    signed, signer = _parts(token)
    content = signed["encap_content_info"]
    info = tsp.TSTInfo.load(content["content"].parsed.dump(), strict=True)
    return _container(
        signer,
        certificate=_own_certificate(signed, signer),
        content=cms.EncapsulatedContentInfo(
            {"content_type": "tst_info", "content": core.ParsableOctetString(info.dump())}
        ),
        version="v3",
        stamp=None,
    )


def _parts(info: cms.ContentInfo) -> tuple[Any, Any]:
    signed = info["content"]
    (signer,) = signed["signer_infos"]
    return signed, signer


def _own_certificate(signed: Any, signer: Any) -> asn1_x509.Certificate:  # noqa: ANN401 - asn1crypto is untyped
    """The signer's certificate among those carried, known by its hash in the signed part."""
    wanted = _certificate_hash(signer)
    for choice in signed["certificates"]:
        found = choice.chosen
        if isinstance(found, asn1_x509.Certificate) and wanted in (found.sha256, found.sha1):
            return found
    raise MalformedError("the signer's certificate is not the one that was signed with")


def _certificate_hash(signer: Any) -> bytes:  # noqa: ANN401 - asn1crypto is untyped
    """The hash of the certificate in the signed attributes (ESSCertID, RFC 5035)."""
    for name in ("signing_certificate_v2", "signing_certificate"):
        for attribute in signer["signed_attrs"]:
            if attribute["type"].native == name:
                hashed: bytes = attribute["values"][0]["certs"][0]["cert_hash"].native
                return hashed
    raise MalformedError("it does not say which certificate it was made with")


def _stamp_of(signer: Any) -> cms.ContentInfo | None:  # noqa: ANN401 - asn1crypto is untyped
    attributes = signer["unsigned_attrs"]
    if not isinstance(attributes, cms.CMSAttributes) or not len(attributes):
        return None
    (attribute,) = attributes
    if attribute["type"].native != _TIME_STAMP:
        raise MalformedError("it carries more than a time stamp")
    (token,) = attribute["values"]
    return _canonical_stamp(token)


def _signature_algorithm(
    signer: Any,  # noqa: ANN401 - asn1crypto is untyped
    certificate: asn1_x509.Certificate,
) -> algos.SignedDigestAlgorithm:
    """What follows from the key and the digest: nothing covers what is written here."""
    digest = signer["digest_algorithm"]["algorithm"].native
    written = signer["signature_algorithm"]
    if written["algorithm"].native == "rsassa_pss":
        return written.copy()
    kind = {"ec": "ecdsa", "rsa": "rsa"}[certificate.public_key.algorithm]
    return algos.SignedDigestAlgorithm({"algorithm": f"{digest}_{kind}"})


def _container(
    signer: Any,  # noqa: ANN401 - asn1crypto is untyped
    *,
    certificate: asn1_x509.Certificate,
    content: cms.EncapsulatedContentInfo | cms.ContentInfo,
    version: str,
    stamp: cms.ContentInfo | None,
) -> cms.ContentInfo:
    digest = algos.DigestAlgorithm({"algorithm": signer["digest_algorithm"]["algorithm"]})
    written = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            name="issuer_and_serial_number",
            value=cms.IssuerAndSerialNumber(
                {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
            ),
        ),
        "digest_algorithm": digest,
        "signed_attrs": cms.CMSAttributes(list(signer["signed_attrs"])),
        "signature_algorithm": _signature_algorithm(signer, certificate),
        "signature": signer["signature"].native,
    }
    if stamp is not None:
        attribute = {"type": _TIME_STAMP, "values": [stamp]}
        written["unsigned_attrs"] = cms.CMSAttributes([cms.CMSAttribute(attribute)])
    signed = cms.SignedData(
        {
            "version": version,
            "digest_algorithms": [digest],
            "encap_content_info": content,
            "certificates": [certificate],
            "signer_infos": [cms.SignerInfo(written)],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": signed})
