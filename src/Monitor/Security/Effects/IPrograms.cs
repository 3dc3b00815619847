using ToolTime.Monitor.Security.Boundaries;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>What programs do. A walk asks for it, and programs that run others come back to the walk.</summary>
internal interface IPrograms
{
    /// <summary>Notes what a program does, and says what it would print.</summary>
    Content Run(Call call);

    /// <summary>Notes what setting a variable does by itself.</summary>
    /// <param name="call">The command that it belongs to.</param>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isLasting">Whether it stays for what follows.</param>
    void NoteVariable(Call call, string name, Field value, bool isLasting);

    /// <summary>Notes what the text of a file that is written does by itself.</summary>
    void NoteText(Call call, ResolvedPath path, string text);

    /// <summary>Whether a program shows nothing of the file that it reads.</summary>
    bool ReadsNothing(string name);

    /// <summary>Whether a program waits or works for so long that a loop around it is no idle one.</summary>
    bool TakesTime(string name);
}
