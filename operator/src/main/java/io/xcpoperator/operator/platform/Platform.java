package io.xcpoperator.operator.platform;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.platform.events.PoolNews;
import io.xcpoperator.operator.platform.kube.ConfigMaps;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.kube.EventRecorder;
import io.xcpoperator.operator.platform.kube.Namespaces;
import io.xcpoperator.operator.platform.leader.Leadership;
import io.xcpoperator.operator.platform.pools.Pools;
import io.xcpoperator.operator.platform.secrets.Secrets;
import io.xcpoperator.operator.platform.status.Requeue;
import java.time.Clock;

/**
 * What every feature is given.
 *
 * @param clusterId for owner marks
 * @param requeue the only source of delays
 */
public record Platform(
        OperatorConfig config,
        String clusterId,
        Clock clock,
        Requeue requeue,
        Caches caches,
        Pools pools,
        PoolNews news,
        KubernetesClient kubernetes,
        Secrets secrets,
        ConfigMaps configMaps,
        Namespaces namespaces,
        Deletions deletions,
        Leadership leadership,
        EventRecorder events) {}
