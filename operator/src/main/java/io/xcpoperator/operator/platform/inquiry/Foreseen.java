package io.xcpoperator.operator.platform.inquiry;

import io.fabric8.kubernetes.client.CustomResource;
import io.xcpoperator.operator.platform.events.KindCache;

/** A kind of which it can be told what would be done: where its stored objects are, and who tells. */
public record Foreseen<R extends CustomResource<?, ?>>(KindCache<R> stored, Foresight<R> foresight) {}
