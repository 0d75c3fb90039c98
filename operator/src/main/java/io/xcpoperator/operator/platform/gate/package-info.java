/** What may be done now: management policy, pause, approvals, the budget of deletions. */
@NullMarked
package io.xcpoperator.operator.platform.gate;

import org.jspecify.annotations.NullMarked;
