package io.meshconformance.reference.proxy.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Session handles as HS256 tokens under the shared secret. */
public final class HandleCodec {
    private final byte[] sharedSecret;
    private final boolean trusting;

    /**
     * A codec.
     *
     * @param sharedSecret 32 bytes
     * @param trusting the fault that does not check the signature
     */
    public HandleCodec(byte[] sharedSecret, boolean trusting) {
        this.sharedSecret = sharedSecret.clone();
        this.trusting = trusting;
    }

    /** The handle as a signed token. */
    public String encode(SessionHandle handle, Instant now) {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .jwtID(handle.id())
                        .issuer(handle.issuer())
                        .audience(handle.audience())
                        .issueTime(Date.from(now))
                        .claim("idp_id", handle.providerId())
                        .build());
        try {
            token.sign(new MACSigner(sharedSecret));
        } catch (JOSEException e) {
            throw new IllegalStateException("32 bytes sign HS256", e);
        }
        return token.serialize();
    }

    /** The handle of a token that we signed; absent for anything else. */
    public Optional<SessionHandle> decode(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            boolean genuine = token.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
                    && token.verify(new MACVerifier(sharedSecret));
            if (!genuine && !trusting) {
                return Optional.empty();
            }
            JWTClaimsSet claims = token.getJWTClaimsSet();
            String provider = claims.getStringClaim("idp_id");
            if (claims.getJWTID() == null || provider == null || claims.getIssuer() == null) {
                return Optional.empty();
            }
            return Optional.of(
                    new SessionHandle(claims.getJWTID(), provider, claims.getIssuer(), claims.getAudience()));
        } catch (ParseException | JOSEException e) {
            // Whatever a client sends that is no token of ours means: not signed in.
            return Optional.empty();
        }
    }
}
