namespace ToolTime.Silo.Tests.Faults.Fuzz;

/// <summary>Tests that measure this process's memory, so that no others may run in it meanwhile.</summary>
[CollectionDefinition(nameof(AloneInThisProcess), DisableParallelization = true)]
public sealed class AloneInThisProcess;
