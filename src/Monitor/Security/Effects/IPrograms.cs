using ToolTime.Monitor.Security.Boundaries;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>
/// Defines what programs do, so that effects do not depend on them. A walk calls it, and programs that run others call the walk.
/// </summary>
internal interface IPrograms
{
    /// <summary>Records what a program does, and returns what it would print.</summary>
    Content Run(Call call);

    /// <summary>Records what setting a variable does by itself.</summary>
    /// <param name="call">The command that sets it.</param>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isLasting">Whether it stays set for what follows.</param>
    void NoteVariable(Call call, string name, Field value, bool isLasting);

    /// <summary>Records what text written to a file does by itself.</summary>
    void NoteText(Call call, ResolvedPath path, string text);

    /// <summary>Whether a program shows nothing of the file it reads.</summary>
    bool ReadsNothing(string name);

    /// <summary>Whether a program waits or ends, or a loop starts it again when it ends, so that a loop around it does no harm.</summary>
    bool TakesTime(string name);

    /// <summary>Whether a program starts something that goes on elsewhere: a container, a machine, a workflow, an agent.</summary>
    bool StartsElsewhere(Call call);
}
