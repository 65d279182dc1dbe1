"""What answers the workbench's addresses. Each view declares its access (`kernel.access.routes`) and asks finer rights inside."""
