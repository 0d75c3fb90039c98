package io.xcpoperator.operator.platform.access;

/** What a pool's owner may grant another namespace (design §3.3). */
public enum Right {
    /** VMs from templates and images on what is admitted. */
    USE("use"),
    /** Any existing VM. */
    ADOPT("adopt from"),
    /** Hosts, patching, storage, networks, VMs nobody declared, pool metadata. */
    ADMINISTER("administer");

    private final String verb;

    Right(String verb) {
        this.verb = verb;
    }

    /** As it stands in {@code namespace apps may not <verb> pool infra/home}. */
    public String verb() {
        return verb;
    }
}
