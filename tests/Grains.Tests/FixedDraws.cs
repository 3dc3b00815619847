using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Tests;

/// <summary>A secret whose draws are chosen, for examples that say what was drawn.</summary>
/// <param name="draw">The draw for a purpose, a cell and a time, if it has one.</param>
internal sealed class FixedDraws(Func<string, CellKey, string?, int> draw) : PublicationSecret(new byte[Length])
{
    public override int Draw(string purpose, CellKey cell, string? time, int exclusive)
    {
        var drawn = draw(purpose, cell, time);
        return drawn < exclusive ? drawn : throw new InvalidOperationException($"{drawn} is never drawn for {purpose}: there are {exclusive} numbers.");
    }
}
