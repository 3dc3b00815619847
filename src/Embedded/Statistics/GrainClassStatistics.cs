namespace ToolTime.Embedded;

/// <summary>What the grains of a class did since the start.</summary>
/// <param name="GrainClass">The class's name.</param>
/// <param name="Activations">How many are active now.</param>
/// <param name="Waiting">How many turns wait now.</param>
/// <param name="Calls">How many calls ended, well or not.</param>
/// <param name="Time">How long these ran, without their wait.</param>
public sealed record GrainClassStatistics(string GrainClass, long Activations, int Waiting, long Calls, TimeSpan Time);
