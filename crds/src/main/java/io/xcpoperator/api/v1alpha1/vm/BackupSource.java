package io.xcpoperator.api.v1alpha1.vm;

import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Field;
import io.xcpoperator.api.v1alpha1.LocalRef;

/** A backup made by the operator. */
public record BackupSource(@Field("The backup") LocalRef virtualMachineBackupRef) implements ApiRecord {}
