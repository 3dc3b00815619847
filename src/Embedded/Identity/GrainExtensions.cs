using System.Globalization;
using ToolTime.Embedded.Calls;
using ToolTime.Embedded.Turns;

namespace Orleans;

/// <summary>What can be asked of a grain and of a reference alike.</summary>
public static class GrainExtensions
{
    /// <summary>The identity of a grain.</summary>
    /// <param name="grain">A grain, or a reference to one.</param>
    /// <exception cref="ArgumentException">The object was not made by the engine.</exception>
    public static GrainId GetGrainId(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference.GrainId,
            IGrainBase { GrainContext: { } context } => context.GrainId,
            _ => throw new ArgumentException($"{grain.GetType().Name} is neither a grain nor a reference that the engine made.", nameof(grain)),
        };
    }

    /// <summary>The key of a grain whose keys are strings.</summary>
    /// <param name="grain">A grain, or a reference to one.</param>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>The key of a grain whose keys are numbers.</summary>
    /// <param name="grain">A grain, or a reference to one.</param>
    /// <exception cref="InvalidOperationException">The grain's key is no number.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        long.TryParse(grain.GetGrainId().Key.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)
            ? key
            : throw new InvalidOperationException($"The key of {grain.GetGrainId().Type} is no number.");

    /// <summary>A reference to a grain, for handing to others: a grain never hands out itself.</summary>
    /// <typeparam name="TGrainInterface">The interface that the reference implements.</typeparam>
    /// <param name="grain">A grain, or a reference to one.</param>
    /// <exception cref="ArgumentException">The object was not made by the engine.</exception>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var engine = grain switch
        {
            GrainReference reference => reference.Engine,
            IGrainBase { GrainContext: Activation activation } => activation.Engine,
            _ => throw new ArgumentException($"{grain.GetType().Name} is neither a grain nor a reference that the engine made.", nameof(grain)),
        };
        return (TGrainInterface)engine.Refer(typeof(TGrainInterface), grain.GetGrainId());
    }
}
