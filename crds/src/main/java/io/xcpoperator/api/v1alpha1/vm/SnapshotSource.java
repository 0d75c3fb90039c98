package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.LocalRef;

/** A snapshot made by the operator. */
public record SnapshotSource(@Field("The snapshot") LocalRef virtualMachineSnapshotRef) implements ApiRecord {}
