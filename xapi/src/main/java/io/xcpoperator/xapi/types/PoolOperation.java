package io.xcpoperator.xapi.types;

/** XAPI enum pool_allowed_operations. */
public enum PoolOperation implements WireEnum {
    HA_ENABLE("ha_enable"),
    HA_DISABLE("ha_disable"),
    CLUSTER_CREATE("cluster_create"),
    DESIGNATE_NEW_MASTER("designate_new_master"),
    CONFIGURE_REPOSITORIES("configure_repositories"),
    SYNC_UPDATES("sync_updates"),
    SYNC_BUNDLE("sync_bundle"),
    GET_UPDATES("get_updates"),
    APPLY_UPDATES("apply_updates"),
    TLS_VERIFICATION_ENABLE("tls_verification_enable"),
    CERT_REFRESH("cert_refresh"),
    EXCHANGE_CERTIFICATES_ON_JOIN("exchange_certificates_on_join"),
    EXCHANGE_CA_CERTIFICATES_ON_JOIN("exchange_ca_certificates_on_join"),
    COPY_PRIMARY_HOST_CERTS("copy_primary_host_certs"),
    EJECT("eject"),
    EXCHANGE_CRLS_ON_JOIN("exchange_crls_on_join"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    PoolOperation(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static PoolOperation of(String word) {
        return WireEnum.find(PoolOperation.class, word, UNKNOWN);
    }
}
