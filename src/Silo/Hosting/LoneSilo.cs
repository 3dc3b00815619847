using System.Net;
using Microsoft.AspNetCore.Connections;

namespace ToolTime.Silo.Hosting;

/// <summary>
/// A silo that is alone in its cluster. It opens no port, because no other silo and no client connects to it; any number of such servers
/// run on one machine.
/// </summary>
internal static class LoneSilo
{
    private const string Name = "tooltime";

    public static ISiloBuilder UseLoneSilo(this ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(gatewayPort: 0, serviceId: Name, clusterId: Name);
        foreach (
            var listener in silo
                .Services.Where(service => service is { IsKeyedService: true, ServiceType.Name: nameof(IConnectionListenerFactory) })
                .ToList()
        )
        {
            silo.Services.Remove(listener);
            silo.Services.AddKeyedSingleton<IConnectionListenerFactory, NoListenerFactory>(listener.ServiceKey);
        }

        return silo;
    }

    /// <summary>Creates listeners to which nothing ever connects.</summary>
    private sealed class NoListenerFactory : IConnectionListenerFactory
    {
        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
            new(new NoListener(endpoint));
    }

    private sealed class NoListener(EndPoint endPoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _unbound = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            await _unbound.Task.WaitAsync(cancellationToken);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _unbound.TrySetResult(null);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync(CancellationToken.None);
    }
}
