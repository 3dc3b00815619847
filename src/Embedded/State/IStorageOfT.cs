namespace Orleans.Core;

/// <summary>A grain's hold on one stored record of a type.</summary>
/// <typeparam name="TState">The record's type.</typeparam>
public interface IStorage<TState> : IStorage
{
    /// <summary>The record as the grain has it.</summary>
    TState State { get; set; }
}
