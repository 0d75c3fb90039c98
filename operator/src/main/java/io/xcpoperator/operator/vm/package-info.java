/** VirtualMachine: makes one VM of a pool match its YAML. Observe, plan, act, report. */
@NullMarked
package io.xcpoperator.operator.vm;

import org.jspecify.annotations.NullMarked;
