namespace ToolTime.Embedded.Tests.Grains;

public interface IProbeGrain : IGrainWithStringKey
{
    Task Touch();

    Task Append(int value);

    Task<int[]> Appended();

    Task NoteDown(string note);

    /// <summary>Waits for a door, then calls another grain.</summary>
    Task HoldThenTouch(string door, string otherKey);

    Task HoldThenThrow(string door);

    Task StartTimer(GrainTimerCreationOptions options);
}
