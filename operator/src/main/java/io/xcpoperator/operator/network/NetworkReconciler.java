package io.xcpoperator.operator.network;

import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.adopt.AdoptReconciler;

/** Stands for a network of a pool that exists. */
@ControllerConfiguration(name = "xcpnetwork")
public final class NetworkReconciler extends AdoptReconciler<XcpNetwork, XcpNetworkStatus> {
    public NetworkReconciler(Platform platform) {
        super(platform, new NetworkKind());
    }
}
