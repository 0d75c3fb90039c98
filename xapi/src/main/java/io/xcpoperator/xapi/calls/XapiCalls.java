package io.xcpoperator.xapi.calls;

import java.util.Map;

/**
 * The messages that answer at once, by class, and {@link #tasks} for the long ones. Every method throws a
 * {@link io.xcpoperator.xapi.errors.PoolException} and nothing else.
 */
public interface XapiCalls {
    VmCalls vm();

    VbdCalls vbd();

    VdiCalls vdi();

    VifCalls vif();

    PifCalls pif();

    NetworkCalls network();

    VlanCalls vlan();

    BondCalls bond();

    SrCalls sr();

    PbdCalls pbd();

    SecretCalls secret();

    HostCalls host();

    PoolCalls pool();

    TaskCalls task();

    ConsoleCalls console();

    CertificateCalls certificate();

    MessageCalls message();

    VmGroupCalls vmGroup();

    VtpmCalls vtpm();

    /**
     * Long operations. Each task gets {@code marks} in its {@code other_config} directly after it is started, so that it
     * is found again in the mirror.
     */
    TaskStarts tasks(Map<String, String> marks);
}
