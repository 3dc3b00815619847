namespace ToolTime.Silo.Demo;

/// <summary>How a made-up community uses a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Share">The part of those who could use it that does, in the first week.</param>
/// <param name="Calls">The calls of an average person on a working day.</param>
/// <param name="Errors">The part of calls that fails.</param>
/// <param name="Rejections">The part of calls that is refused.</param>
/// <param name="Growth">What is added to the share by the last week; negative for a name that goes out of use.</param>
/// <param name="GoesWith">Another name that the same people use; null where who uses it says nothing of others.</param>
/// <param name="Ms">How long a call runs in the middle, in milliseconds; 0 where no agent reports it.</param>
/// <param name="Typed">Of a skill: the part of invocations that the user types.</param>
internal sealed record DemoName(
    string Name,
    double Share,
    double Calls = 0,
    double Errors = 0,
    double Rejections = 0,
    double Growth = 0,
    string? GoesWith = null,
    int Ms = 0,
    double Typed = 0.25);
